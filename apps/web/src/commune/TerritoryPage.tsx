export function TerritoryPage() {
  return <main />;
}
