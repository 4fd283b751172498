import { slowTests } from './slow.ts'

slowTests('chromium')
