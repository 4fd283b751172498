import { useId, useState } from 'preact/hooks'

interface Props {
  readonly label: string
  readonly unit: string
  readonly value: number
  readonly min: number
  readonly max: number
  onChange(value: number): void
}

/** A whole number; what does not fit is said and not saved. */
export function NumberField({ label, unit, value, min, max, onChange }: Props) {
  const [problem, setProblem] = useState<string | null>(null)
  const id = useId()
  const take = (typed: string) => {
    const next = Number(typed)
    if (typed.trim() === '' || !Number.isInteger(next) || next < min || next > max) {
      setProblem(`A whole number from ${min} to ${max.toLocaleString()}, please.`)
      return
    }
    setProblem(null)
    if (next !== value) onChange(next)
  }
  return (
    <div class="number">
      <label for={id}>{label}</label>
      <span>
        <input
          id={id}
          type="number"
          inputMode="numeric"
          min={min}
          max={max}
          value={value}
          aria-describedby={`${id}-problem`}
          aria-invalid={problem !== null}
          onChange={({ currentTarget }) => take(currentTarget.value)}
        />{' '}
        <span class="unit">{unit}</span>
      </span>
      <p id={`${id}-problem`} class="act failed" role="status">
        {problem}
      </p>
    </div>
  )
}
