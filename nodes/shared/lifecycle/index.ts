export type { AccountReading, ReadingKind } from './account';
export { auditOperation } from './auditOperation';
export { offboardOperation, resetOperation } from './lifecycleOperations';
export type { FactorReading } from './audit';
export { countsAsMfa, isoDate, strengthOf, type Factor, type FactorType } from './factor';
export type { UserNameForms } from './protectedUsers';
export type { AccountFacts, LifecycleProvider, OfferedStep } from './provider';
export { SharedReading } from './sharedReading';
export { SHOWN_WITHIN_MS, shownInRead } from './shown';
export {
	blockStep,
	eachTarget,
	failureOf,
	type Applied,
	type Person,
	type Step,
	type StepContext,
	type Target,
} from './step';
