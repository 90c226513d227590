package dev.vespula.http.internal.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.component.Result;
import dev.vespula.http.internal.exchange.FutureIncomingResponse.ReceivedResponse;
import dev.vespula.http.internal.message.ErrorCode;
import dev.vespula.wasi.internal.io.Pollable;
import dev.vespula.wasi.internal.io.ResourceCount;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FutureIncomingResponseTest {
    @Test
    void whoeverAsksAgainAndAgainLeavesNothingBehind() {
        CompletableFuture<Result<ReceivedResponse, ErrorCode>> answer = new CompletableFuture<>();
        ResourceCount count = new ResourceCount(10);
        FutureIncomingResponse future = new FutureIncomingResponse(count, answer);
        for (int i = 0; i < 1_000; i++) {
            Pollable pollable = future.subscribe();
            assertThat(pollable.ready()).isFalse();
            pollable.close();
        }
        assertThat(answer.getNumberOfDependents()).isLessThanOrEqualTo(1);
        assertThat(future.get()).isEmpty();
        answer.complete(Result.err(new ErrorCode.ConnectionRefused()));
        Pollable pollable = future.subscribe();
        assertThat(pollable.ready()).isTrue();
        assertThat(future.get()).isPresent();
    }
}
