// What we do with people, in plain words (domain.md 5.5). It says what was given, never what someone needs most.
import type { Word } from './word.ts'

const rows = [
  { key: 'welcomeAndCompany', label: 'Welcome and company' },
  { key: 'listening', label: 'Listening' },
  { key: 'peerSupport', label: 'Peer support' },
  { key: 'safetyConversation', label: 'Safety conversation and plan' },
  { key: 'mentalHealthConversation', label: 'Mental health conversation or assessment' },
  { key: 'psychologicalSupport', label: 'Psychological support' },
  { key: 'medicines', label: 'Medicines review or advice' },
  { key: 'physicalHealthCheck', label: 'Physical health check' },
  { key: 'mentalHealthAct', label: 'Mental Health Act assessment' },
  { key: 'practicalHelp', label: 'Practical help: forms, calls, letters' },
  { key: 'housing', label: 'Housing' },
  { key: 'moneyDebtBenefits', label: 'Money, debt, benefits' },
  { key: 'employment', label: 'Employment' },
  { key: 'alcoholAndDrugs', label: 'Alcohol and drugs' },
  { key: 'gambling', label: 'Gambling' },
  { key: 'domesticAbuse', label: 'Domestic abuse' },
  { key: 'advocacy', label: 'Advocacy' },
  { key: 'carerAndFamily', label: 'Carer and family support' },
  { key: 'parentLed', label: 'Parent-led support' },
  { key: 'groupsAndActivity', label: 'Groups and activity' },
  { key: 'foodShowerRest', label: 'Food, shower, laundry, rest' },
  { key: 'guestStay', label: 'Guest stay' },
  { key: 'homeVisit', label: 'Home visit' },
  { key: 'outreach', label: 'Outreach or mobile' },
  { key: 'phoneVideoMessage', label: 'Phone, video, message' },
  { key: 'goingWith', label: 'Going with someone' },
  { key: 'communityIntroduction', label: 'Introduction to a community group' },
  { key: 'learning', label: 'Learning (recovery college)' },
  { key: 'spiritualCare', label: 'Spiritual care' },
  { key: 'interpreter', label: 'Interpreter or BSL' },
  { key: 'researchInvitation', label: 'Research invitation' },
] as const satisfies readonly Word[]

export type KindOfSupportKey = (typeof rows)[number]['key']
export const kindsOfSupport: readonly Word<KindOfSupportKey>[] = rows
