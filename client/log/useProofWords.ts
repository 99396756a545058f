/* Why: what the walk of the log found, as sentences: whole and until when, or the first fault and the words that no
   longer fit, by the numbers that stand beside the entries. */
import type { Checkpoint, Proof } from '../../shared/contract/proof.ts'
import { clock } from '../api/clock.ts'
import { canSay, useI18n } from '../i18n/i18n.ts'
import { useTimes } from '../i18n/useTimes.ts'

export interface ProofWords {
  isWhole: boolean
  sentences: string[]
}

/** Nothing but the checkpoint that was typed doesn't fit: that may be a slip of the hand. */
function isOfPaper({ entries, firstFlaw, words, unnamedWords }: Proof, held: Checkpoint | null): boolean {
  if (!held || !firstFlaw || words.length > 0 || unnamedWords > 0) return false
  const isBeyond = firstFlaw.flaw === 'missing' && firstFlaw.seq > entries && held.seq > entries
  return isBeyond || firstFlaw.flaw === 'notAsCheckpoint'
}

/** `held`: the checkpoint that the log was held against. Reactive. */
export function useProofWords(): (proof: Proof, held: Checkpoint | null) => ProofWords {
  const { t } = useI18n()
  const times = useTimes()

  const fieldWords = (field: string) =>
    t(canSay(`log.proof.field.${field}`) ? `log.proof.field.${field}` : 'log.proof.field.other')
  function firstFault({ firstFlaw }: Proof): string[] {
    return firstFlaw === null ? [] : [t(`log.proof.flaw.${firstFlaw.flaw}`, { seq: firstFlaw.seq })]
  }
  function whole({ entries, until, checkpoint }: Proof, held: Checkpoint | null): string[] {
    if (until === null) return [t('log.proof.empty')]
    return [
      t('log.proof.whole', { until: times.timeOrDay(until, clock.minute.value) }, entries),
      ...(held ? [t('log.proof.fits', { seq: held.seq })] : []),
      t('log.proof.now', { ...checkpoint }),
    ]
  }

  return (proof, held) => {
    const { firstFlaw, words, moreWords, unnamedWords } = proof
    const isWhole = firstFlaw === null && words.length === 0 && unnamedWords === 0
    if (isWhole) return { isWhole, sentences: whole(proof, held) }
    return {
      isWhole,
      sentences: [
        t(isOfPaper(proof, held) ? 'log.proof.notAsPaper' : 'log.proof.flawed'),
        ...firstFault(proof),
        ...words.map(({ seq, field, flaw }) =>
          t(`log.proof.words.${flaw}`, { seq, what: fieldWords(field) }),
        ),
        ...(moreWords > 0 ? [t('log.proof.moreWords', moreWords)] : []),
        ...(unnamedWords > 0 ? [t('log.proof.unnamedWords', unnamedWords)] : []),
      ],
    }
  }
}
