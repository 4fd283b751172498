import { composerTests } from './composer.ts'

composerTests('firefox')
