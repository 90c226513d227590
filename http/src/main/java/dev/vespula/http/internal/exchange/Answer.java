package dev.vespula.http.internal.exchange;

import dev.vespula.component.Result;
import dev.vespula.http.HttpField;
import dev.vespula.http.internal.message.ErrorCode;
import java.util.List;

/** Whoever answers a request with what the guest says. */
public interface Answer {
    /** An interim head. */
    void inform(int status, List<HttpField> fields);

    /** The answer, or why there is none. */
    void set(Result<OutgoingResponse, ErrorCode> response);

    /** The guest has dropped what it answers with. */
    void dropped();
}
