export function CommunePage() {
  return <main />;
}
