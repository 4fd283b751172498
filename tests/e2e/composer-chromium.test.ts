import { composerTests } from './composer.ts'

composerTests('chromium')
