/** How long a night pass may last, in hours: no shift that anybody works is longer. No zod here, for the client's sake. */
export const mostPassHours = 14
