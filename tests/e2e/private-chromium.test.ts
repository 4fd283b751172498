import { privateTests } from './private.ts'

privateTests('chromium')
