import { driverTests } from './drive.ts'

driverTests('chromium')
