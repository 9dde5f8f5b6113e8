export function SourcesPage() {
  return <main />;
}
