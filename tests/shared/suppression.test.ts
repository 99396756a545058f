// What leaves the centre: nobody can be found in it, not even by subtraction.
import { describe, expect, it } from 'vitest'
import { suppressCount, suppressPercentage, suppressTable } from '../../shared/measures/suppression.ts'
import { seeded } from '../seeded.ts'

describe('one figure', () => {
  it('is hidden below five and rounded to fives above', () => {
    expect([null, 0, 4, 5, 7, 8, 12, 13].map(suppressCount)).toEqual(['*', '*', '*', 5, 5, 10, 10, 15])
  })

  it('is a whole percentage where both numbers are five or more', () => {
    expect(suppressPercentage(13, 24)).toBe(54)
    expect(suppressPercentage(4, 24)).toBe('*')
    expect(suppressPercentage(5, null)).toBe('*')
    expect(suppressPercentage(null, 24)).toBe('*')
  })
})

describe('a table', () => {
  it('is as it was, in fives, where nothing is small', () => {
    expect(
      suppressTable([
        [12, 8],
        [20, 31],
      ]),
    ).toEqual({
      cells: [
        [10, 10],
        [20, 30],
      ],
      rowTotals: [20, 50],
      columnTotals: [30, 40],
      total: 70,
    })
  })

  it('hides the next smallest of a list with one small number', () => {
    expect(suppressTable([[3, 9, 20]])).toMatchObject({ cells: [['*', '*', 20]], rowTotals: [30] })
  })

  it('hides a total that would give the only cell away', () => {
    expect(suppressTable([[3], [20]])).toMatchObject({
      cells: [['*'], ['*']],
      rowTotals: ['*', '*'],
      total: 25,
    })
  })

  it('never leaves exactly one number of a sum to be worked out', () => {
    const chance = seeded(5)
    for (let run = 0; run < 500; run++) {
      const columns = 1 + chance.below(5)
      const counts = Array.from({ length: 1 + chance.below(5) }, () =>
        Array.from({ length: columns }, () => chance.below(chance.chance(0.5) ? 8 : 60)),
      )
      const table = suppressTable(counts)
      const rows = table.cells.map((row, r) => [...row, table.rowTotals[r]])
      const across = table.columnTotals.map((total, c) => [...table.cells.map((row) => row[c]), total])
      const sums = [
        ...rows,
        ...across,
        [...table.columnTotals, table.total],
        [...table.rowTotals, table.total],
      ]
      for (const sum of sums) {
        expect(sum.filter((count) => count === '*').length, JSON.stringify(counts)).not.toBe(1)
      }
      const smallShown = counts.flatMap((row, r) =>
        row.filter((n, c) => n < 5 && table.cells[r]?.[c] !== '*'),
      )
      expect(smallShown).toEqual([])
    }
  })
})
