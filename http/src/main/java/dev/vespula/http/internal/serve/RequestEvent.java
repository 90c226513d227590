package dev.vespula.http.internal.serve;

import dev.vespula.http.HandledRequest;
import dev.vespula.http.HttpExchange;
import dev.vespula.http.HttpObserver;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

@Name("dev.vespula.HttpRequest")
@Label("HTTP Request")
@Category("Vespula")
@Description("A request that a component has answered, or that was refused")
@StackTrace(false)
final class RequestEvent extends Event {
    @Label("Method")
    String method;

    @Label("Path")
    @Description("Without the query")
    String path;

    @Label("Status")
    @Description("0 if there was no answer")
    int status;

    @Label("Outcome")
    String outcome;

    @Label("Fuel")
    @Description("Fuel that was used; -1 if it was not metered")
    long fuel;

    @Label("Request Body")
    @DataAmount
    long bytesIn;

    @Label("Response Body")
    @DataAmount
    long bytesOut;

    /** Begins the event of a request; null if nobody records it. */
    static HttpObserver begin(HttpExchange exchange) {
        RequestEvent event = new RequestEvent();
        if (!event.isEnabled()) {
            return null;
        }
        event.begin();
        String path = exchange.pathWithQuery();
        int query = path.indexOf('?');
        event.path = query < 0 ? path : path.substring(0, query);
        return event::ended;
    }

    private void ended(HandledRequest request) {
        end();
        if (shouldCommit()) {
            method = request.method();
            status = request.status();
            outcome = request.outcome().name();
            fuel = request.fuel().orElse(-1);
            bytesIn = request.bytesIn();
            bytesOut = request.bytesOut();
            commit();
        }
    }
}
