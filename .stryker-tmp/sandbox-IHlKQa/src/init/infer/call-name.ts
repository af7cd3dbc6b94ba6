/** The name of the function of ours that asks for an operation: `GetV1Customers` → `getV1Customers`. */
// @ts-nocheck

export function callName(operation: string): string {
  const words = operation
    .slice(0, 200)
    .normalize('NFKD')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
  const joined = words
    .map((word, index) =>
      index === 0
        ? word.charAt(0).toLowerCase() + word.slice(1)
        : word.charAt(0).toUpperCase() + word.slice(1),
    )
    .join('')
    .slice(0, 60);
  return /^[A-Za-z]/.test(joined) ? joined : `request${joined}`;
}
