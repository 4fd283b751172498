import { driverTests } from './drive.ts'

driverTests('firefox')
