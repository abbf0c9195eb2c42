import { lazy } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router-dom';
import { addressOf } from './addresses.ts';

const OverviewPage = lazy(() => import(/* webpackChunkName: "grafana/app/overview" */ './overview/OverviewPage.tsx'));
const EnginePage = lazy(() => import(/* webpackChunkName: "grafana/app/engine" */ './engine/EnginePage.tsx'));
const CapacityPage = lazy(() => import(/* webpackChunkName: "grafana/app/capacity" */ './capacity/CapacityPage.tsx'));
const SetUpPage = lazy(() => import(/* webpackChunkName: "grafana/app/setup" */ './setup/SetUpPage.tsx'));

/** The pages below /a/ridgeline-vllm-app; Grafana shows its own sign while one is loaded. */
export default function App() {
  const { search } = useLocation();
  return (
    <Routes>
      <Route path="overview" element={<OverviewPage />} />
      <Route path="engine" element={<EnginePage />} />
      <Route path="capacity" element={<CapacityPage />} />
      <Route path="setup" element={<SetUpPage />} />
      <Route path="*" element={<Navigate replace to={addressOf('overview', new URLSearchParams(search))} />} />
    </Routes>
  );
}
