/** A connection that we hold open to receive events; times in seconds, absent ones unknown. */
export interface HeldConnection {
  readonly via: 'websocket' | 'grpc' | 'mqtt' | 'amqp' | 'sse';
  /** How far back missed messages can be asked for; 0: not at all. */
  readonly replaySeconds?: number;
  readonly ordered?: boolean;
  /** After how long the system ends a connection. */
  readonly lifetimeSeconds?: number;
  readonly pingSeconds?: number;
  readonly pongWithinSeconds?: number;
}
