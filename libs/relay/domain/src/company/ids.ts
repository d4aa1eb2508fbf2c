export type PersonId = string;
export type DepartmentId = string;
