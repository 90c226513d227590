package dev.vespula.http.internal.exchange;

import dev.vespula.component.Result;
import dev.vespula.http.internal.message.ErrorCode;
import dev.vespula.http.internal.message.FieldSyntax;
import dev.vespula.http.internal.message.Fields;
import dev.vespula.http.internal.message.Method;
import dev.vespula.http.internal.message.Scheme;
import dev.vespula.wasi.internal.io.ResourceCount;
import java.util.Optional;

/** {@code outgoing-request}. */
public final class OutgoingRequest extends OutgoingMessage {
    private Method method = new Method.Get();
    private Optional<String> pathWithQuery = Optional.empty();
    private Optional<Scheme> scheme = Optional.empty();
    private Optional<String> authority = Optional.empty();

    /** A request with fields. */
    OutgoingRequest(ResourceCount count, Fields fields) {
        super(count, fields, Long.MAX_VALUE, ErrorCode.HttpRequestBodySize::new);
    }

    private static Result<Void, Void> said(boolean isGood) {
        return isGood ? Result.ok(null) : Result.err(null);
    }

    /** {@code method}. */
    public synchronized Method method() {
        return method;
    }

    /** {@code set-method}. */
    public synchronized Result<Void, Void> setMethod(Method given) {
        boolean isGood = FieldSyntax.isToken(given.text());
        method = isGood ? given : method;
        return said(isGood);
    }

    /** {@code path-with-query}. */
    public synchronized Optional<String> pathWithQuery() {
        return pathWithQuery;
    }

    /** {@code set-path-with-query}. */
    public synchronized Result<Void, Void> setPathWithQuery(Optional<String> given) {
        boolean isGood = given.isEmpty() || given.get().isEmpty() || FieldSyntax.isPath(given.get());
        pathWithQuery = isGood ? given : pathWithQuery;
        return said(isGood);
    }

    /** {@code scheme}. */
    public synchronized Optional<Scheme> scheme() {
        return scheme;
    }

    /** {@code set-scheme}. */
    public synchronized Result<Void, Void> setScheme(Optional<Scheme> given) {
        boolean isGood = given.isEmpty() || !(given.get() instanceof Scheme.Other other) || isScheme(other.name());
        scheme = isGood ? given : scheme;
        return said(isGood);
    }

    private static boolean isScheme(String name) {
        return name.matches("[A-Za-z][A-Za-z0-9+.-]*");
    }

    /** {@code authority}. */
    public synchronized Optional<String> authority() {
        return authority;
    }

    /** {@code set-authority}. */
    public synchronized Result<Void, Void> setAuthority(Optional<String> given) {
        boolean isGood = given.isEmpty() || FieldSyntax.isAuthority(given.get());
        authority = isGood ? given : authority;
        return said(isGood);
    }
}
