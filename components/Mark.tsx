/** Our own mark, as in `public/icon.svg`. */
export function Mark({ size = 20 }: { size?: number }) {
  return <img class="mark" src="/icon.svg" width={size} height={size} alt="" />
}
