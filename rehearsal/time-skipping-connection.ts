// A connection whose workflows skip the time that they would sleep. Server 1.32 offers it per workflow; the TypeScript SDK
// 1.24 has no option for it yet, so the start request is completed on its way out.

import { InterceptingCall } from '@grpc/grpc-js';
import { Connection, defaultGrpcRetryOptions, makeGrpcRetryInterceptor } from '@temporalio/client';
import proto from '@temporalio/proto';

const { StartWorkflowExecutionRequest } = proto.temporal.api.workflowservice.v1;
const START = '/temporal.api.workflowservice.v1.WorkflowService/StartWorkflowExecution';
// The server's own limit for one session; a ladder has a tenth of that.
const SKIPS_MAX = 200;

type Interceptors = NonNullable<NonNullable<Parameters<typeof Connection.connect>[0]>['interceptors']>;

/** Connects to a server that was started with frontend.WorkflowTimeSkippingEnabled. */
export async function connectTimeSkipping(address: string): Promise<Connection> {
  // Own interceptors replace the SDK's list, which holds only the retries.
  return Connection.connect({
    address,
    interceptors: [makeGrpcRetryInterceptor(defaultGrpcRetryOptions()), askForTimeSkipping],
  });
}

const askForTimeSkipping: Interceptors[number] = (options, nextCall) => {
  const call = nextCall(options);
  if (options.method_definition.path !== START) return new InterceptingCall(call);
  return new InterceptingCall(call, {
    sendMessage: (request: Uint8Array, next) => {
      const message = StartWorkflowExecutionRequest.decode(request);
      message.timeSkippingConfig = { enabled: true, maxSessionSkipCount: SKIPS_MAX };
      next(StartWorkflowExecutionRequest.encode(message).finish());
    },
  });
};
