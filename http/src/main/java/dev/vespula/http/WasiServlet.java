package dev.vespula.http;

import dev.vespula.http.internal.adapt.ServletExchange;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;

/**
 * A handler as a servlet of Jakarta Servlet 5 or 6. It holds no thread of the container while a component waits, and reads and writes without blocking
 * one; it must be registered with {@code asyncSupported}, as all filters before it:
 *
 * <pre>{@code
 * ServletRegistration.Dynamic registration = context.addServlet("hello", new WasiServlet(handler));
 * registration.setAsyncSupported(true);
 * registration.addMapping("/*");
 * }</pre>
 *
 * <p>Whoever made the handler closes it. A component sees the path as the client has sent it, with the path of the application. Trailers are
 * passed on in both directions, as far as the container has them; interim answers are not.
 */
public final class WasiServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient HttpHandler handler;

    /** A servlet. */
    public WasiServlet(HttpHandler handler) {
        this.handler = Objects.requireNonNull(handler, "handler");
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws ServletException {
        Throwable failure = ServletExchange.failure(request);
        if (failure != null) {
            throw new ServletException("the component has failed while it answered", failure);
        }
        ServletExchange exchange = new ServletExchange(request, response);
        exchange.begun(handler.handle(exchange));
    }
}
