// Plugins and provisioned files bring dashboards in the classic form, and every Grafana from 12.3 to 13.2 reads it; the form
// that the SDK prefers only comes in through Grafana's Kubernetes API.
/* eslint-disable @typescript-eslint/no-deprecated */
import { DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';

export const classicDashboard = (title: string) => new DashboardBuilder(title);

export type ClassicDashboard = ReturnType<DashboardBuilder['build']>;
