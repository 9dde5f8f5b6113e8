import { createBrowserRouter, type RouteObject } from 'react-router';
import { AtlasPage } from './atlas/AtlasPage.tsx';
import { NotFoundPage } from './shell/NotFoundPage.tsx';
import { PageError } from './shell/PageError.tsx';
import { Shell } from './shell/Shell.tsx';

/** Every page has an address that says what it shows. The Atlas comes at once; the others come when they are opened. */
export const PAGE_ROUTES: RouteObject[] = [
  {
    path: '/',
    element: <Shell />,
    errorElement: <PageError />,
    // Nothing to show before the first page is here: its own skeleton follows at once.
    hydrateFallbackElement: <div />,
    children: [
      { index: true, element: <AtlasPage /> },
      { path: 'atlas/:figureId', element: <AtlasPage /> },
      { path: 'chercher', lazy: async () => ({ Component: (await import('./search/SearchPage.tsx')).SearchPage }) },
      { path: 'cartes', lazy: async () => ({ Component: (await import('./maps/MapsPage.tsx')).MapsPage }) },
      { path: 'cartes/:id', lazy: async () => ({ Component: (await import('./maps/MapPage.tsx')).MapPage }) },
      { path: 'comparer', lazy: async () => ({ Component: (await import('./multiples/MultiplesPage.tsx')).MultiplesPage }) },
      { path: 'croisement', lazy: async () => ({ Component: (await import('./crossing/CrossingPage.tsx')).CrossingPage }) },
      { path: 'autour-de-moi', lazy: async () => ({ Component: (await import('./around/AroundPage.tsx')).AroundPage }) },
      { path: 'commune', lazy: async () => ({ Component: (await import('./commune/TerritoryPage.tsx')).TerritoryPage }) },
      { path: 'commune/:code', lazy: async () => ({ Component: (await import('./commune/CommunePage.tsx')).CommunePage }) },
      {
        path: 'territoire/:kind/:code',
        lazy: async () => ({ Component: (await import('./territory/WiderTerritoryPage.tsx')).WiderTerritoryPage }),
      },
      { path: 'diagnostic', lazy: async () => ({ Component: (await import('./diagnosis/DiagnosisPage.tsx')).DiagnosisPage }) },
      { path: 'offre', lazy: async () => ({ Component: (await import('./diagnosis/OfferPage.tsx')).OfferPage }) },
      { path: 'acces', lazy: async () => ({ Component: (await import('./diagnosis/AccessPage.tsx')).AccessPage }) },
      { path: 'poles', lazy: async () => ({ Component: (await import('./diagnosis/CentresPage.tsx')).CentresPage }) },
      { path: 'zones-grises', lazy: async () => ({ Component: (await import('./diagnosis/GreyZonesPage.tsx')).GreyZonesPage }) },
      { path: 'evolution', lazy: async () => ({ Component: (await import('./diagnosis/ChangePage.tsx')).ChangePage }) },
      { path: 'parametres', lazy: async () => ({ Component: (await import('./diagnosis/ParametersPage.tsx')).ParametersPage }) },
      { path: 'besoins', lazy: async () => ({ Component: (await import('./diagnosis/NeedsPage.tsx')).NeedsPage }) },
      { path: 'types', lazy: async () => ({ Component: (await import('./diagnosis/TypesPage.tsx')).TypesPage }) },
      { path: 'quartiers', lazy: async () => ({ Component: (await import('./diagnosis/QuartersPage.tsx')).QuartersPage }) },
      { path: 'quartiers/:code', lazy: async () => ({ Component: (await import('./diagnosis/QuarterPage.tsx')).QuarterPage }) },
      { path: 'enquete', lazy: async () => ({ Component: (await import('./diagnosis/SurveyPage.tsx')).SurveyPage }) },
      { path: 'constats', lazy: async () => ({ Component: (await import('./diagnosis/FindingsPage.tsx')).FindingsPage }) },
      { path: 'plan', lazy: async () => ({ Component: (await import('./plan/PlanPage.tsx')).PlanPage }) },
      { path: 'connexion', lazy: async () => ({ Component: (await import('./accounts/SignInPage.tsx')).SignInPage }) },
      {
        path: 'connexion/retour',
        lazy: async () => ({ Component: (await import('./accounts/ProviderReturnPage.tsx')).ProviderReturnPage }),
      },
      { path: 'mot-de-passe', lazy: async () => ({ Component: (await import('./accounts/PasswordPage.tsx')).PasswordPage }) },
      {
        path: 'donnees-personnelles',
        lazy: async () => ({ Component: (await import('./accounts/PersonalDataPage.tsx')).PersonalDataPage }),
      },
      { path: 'invitation', lazy: async () => ({ Component: (await import('./accounts/InvitationPage.tsx')).InvitationPage }) },
      { path: 'compte', lazy: async () => ({ Component: (await import('./accounts/AccountPage.tsx')).AccountPage }) },
      { path: 'partenaires', lazy: async () => ({ Component: (await import('./accounts/PartnersPage.tsx')).PartnersPage }) },
      { path: 'procedure', lazy: async () => ({ Component: (await import('./procedure/ProcedurePage.tsx')).ProcedurePage }) },
      { path: 'plan/axes', lazy: async () => ({ Component: (await import('./plan/HeadingPage.tsx')).HeadingPage }) },
      { path: 'plan/fiches/:id', lazy: async () => ({ Component: (await import('./plan/SheetPage.tsx')).SheetPage }) },
      { path: 'documents', lazy: async () => ({ Component: (await import('./documents/DocumentsPage.tsx')).DocumentsPage }) },
      { path: 'documents/:kind/rediger', lazy: async () => ({ Component: (await import('./documents/DraftPage.tsx')).DraftPage }) },
      {
        path: 'documents/:kind/changements',
        lazy: async () => ({ Component: (await import('./documents/ChangesPage.tsx')).ChangesPage }),
      },
      { path: 'donnees', lazy: async () => ({ Component: (await import('./sources/SourcesPage.tsx')).SourcesPage }) },
      { path: 'methode', lazy: async () => ({ Component: (await import('./methods/MethodPage.tsx')).MethodPage }) },
      { path: 'methode/:note', lazy: async () => ({ Component: (await import('./methods/MethodPage.tsx')).MethodPage }) },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
];

export const createPagesRouter = () => createBrowserRouter(PAGE_ROUTES);
