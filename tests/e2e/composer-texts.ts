/** Prompts that composers are apt to spoil, each by its name. */
export const texts: Readonly<Record<string, string>> = {
  'one line': 'Name three rivers that flow north.',
  'blank lines and indentation': 'Plan:\n\n  first step\n    part of it\n\n\nafter two empty lines',
  'code with tabs':
    'Why does this hang?\n```go\nfunc main() {\n\tfor {\n\t\tselect {}\n\t}\n}\n```',
  markdown:
    '# Heading\n\n- one\n- two\n  - nested\n1. first\n2. second\n> quoted\n**bold**, *slanted*, `code`, ~~gone~~\n---\nend',
  'a line that ends in a mark': 'Explain `git rebase`',
  'a list sign alone on its line': '- buy milk',
  'emoji, RTL, CJK': 'Family 👩‍👩‍👧‍👦, flag 🇩🇪, e\u0301\nשלום עולם، مرحبا\n漢字とかな 한글',
  'HTML as text': '<b>bold</b>\n<script>window.hit = 1</script> &amp; <img src=x onerror="hit=1">',
  'trailing newlines': 'ends with two\n\n',
  'leading newline': '\nstarts late',
  'runs of spaces': '  two  spaces   three   \n x ',
  'hard spaces': 'a\u00a0b \u00a0 c',
  'starts with a slash': '/review the plan of @team, mail a@example.org',
  'ends in a mention': 'ask @al',
  'a long line': `${'word '.repeat(900)}and \`code\``,
  'twenty thousand characters': twentyThousand(),
}

function twentyThousand(): string {
  const lines: string[] = []
  for (let i = 0; lines.join('\n').length < 20_000; i++) {
    lines.push(i % 7 === 3 ? '' : `${i}. The quick brown fox ${'jumps over '.repeat(4)}\tdogs`)
  }
  return lines.join('\n').slice(0, 20_000)
}

/** Typed by real keys; those that an editor formats must come back as they were typed. */
export const typed: Readonly<Record<string, string>> = {
  'two paragraphs': 'first  line\n\nthird',
  'accents and scripts': 'é漢字 שלום 🙂',
  'HTML as text': 'a <b>x</b> &amp; b',
  heading: '# Title\nbelow',
  list: '- one\n- two',
  'numbered list': '1. one\n2. two',
  'fenced code': '```js\nlet a = 1\n  b()\n```\nafter',
  marks: 'a **b** c *d* `e` ~~f~~ g',
  quote: '> said',
  link: 'see https://example.com/a now',
}
