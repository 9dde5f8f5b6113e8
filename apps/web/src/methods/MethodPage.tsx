export function MethodPage() {
  return <main />;
}
