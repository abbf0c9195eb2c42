/** "11-26 14:02:10", in UTC. */
export const utc = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(5, 19).replace('T', ' ');
