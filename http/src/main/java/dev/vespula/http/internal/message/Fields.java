package dev.vespula.http.internal.message;

import dev.vespula.component.Result;
import dev.vespula.http.HttpField;
import dev.vespula.wasi.internal.io.GuestError;
import dev.vespula.wasi.internal.io.HostedResource;
import dev.vespula.wasi.internal.io.ResourceCount;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** {@code fields}: those of a head, or trailers, in their order. Thread-safe. */
public final class Fields extends HostedResource {
    /** What all names and values may take together. */
    public static final int MOST_BYTES = 128 * 1024;
    /** What a field takes beside its name and value, as HTTP/2 counts: a thousand empty ones are not free. */
    public static final int FIELD_BYTES = 32;

    private final List<Field> fields = new ArrayList<>();
    private boolean isFrozen;
    private int size;

    /** A field with its bytes. */
    public record Field(String name, byte[] value) {}

    /** Fields that can be changed: {@code new}. */
    public Fields(ResourceCount count) {
        super(count);
    }

    /** Fields of the host's, which cannot be changed. Those that are forbidden or malformed are left out. */
    public static Fields of(ResourceCount count, List<HttpField> given) {
        Fields made = new Fields(count);
        for (HttpField each : given) {
            if (FieldSyntax.isToken(each.name()) && FieldSyntax.isValue(each.value()) && !FieldSyntax.isForbidden(each
                    .name())) {
                made.add(each.name(), each.value().getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        made.isFrozen = true;
        return made;
    }

    /** {@code from-list}. */
    public static Result<Fields, HeaderError> fromList(ResourceCount count, List<Field> entries) {
        for (Field each : entries) {
            HeaderError error = error(each.name(), List.of(each.value()));
            if (error != null) {
                return Result.err(error);
            }
        }
        Fields made = new Fields(count);
        try {
            entries.forEach(each -> made.add(each.name(), each.value()));
        } catch (RuntimeException tooLong) {
            made.close();
            throw tooLong;
        }
        return Result.ok(made);
    }

    private static HeaderError error(String name, List<byte[]> values) {
        if (!FieldSyntax.isToken(name) || !values.stream().allMatch(FieldSyntax::isValue)) {
            return new HeaderError.InvalidSyntax();
        }
        return FieldSyntax.isForbidden(name) ? new HeaderError.Forbidden() : null;
    }

    private HeaderError refusal(String name, List<byte[]> values) {
        HeaderError error = error(name, values);
        return error == null && isFrozen ? new HeaderError.Immutable() : error;
    }

    private void add(String name, byte[] value) {
        long after = (long) size + name.length() + value.length + FIELD_BYTES;
        if (after > MOST_BYTES) {
            throw GuestError.trap("fields of more than 128 KiB");
        }
        size = (int) after;
        fields.add(new Field(name, value));
    }

    private void remove(String name) {
        fields.removeIf(each -> {
            boolean isIt = each.name().equalsIgnoreCase(name);
            size -= isIt ? each.name().length() + each.value().length + FIELD_BYTES : 0;
            return isIt;
        });
    }

    /** {@code get}. */
    public synchronized List<byte[]> get(String name) {
        return fields.stream().filter(each -> each.name().equalsIgnoreCase(name)).map(Field::value).toList();
    }

    /** {@code has}. */
    public synchronized boolean has(String name) {
        return fields.stream().anyMatch(each -> each.name().equalsIgnoreCase(name));
    }

    /** {@code set}. */
    public synchronized Result<Void, HeaderError> set(String name, List<byte[]> values) {
        HeaderError refusal = refusal(name, values);
        if (refusal == null) {
            remove(name);
            values.forEach(each -> add(name, each));
        }
        return refusal == null ? Result.ok(null) : Result.err(refusal);
    }

    /** {@code delete}. */
    public synchronized Result<Void, HeaderError> delete(String name) {
        HeaderError refusal = refusal(name, List.of());
        if (refusal == null) {
            remove(name);
        }
        return refusal == null ? Result.ok(null) : Result.err(refusal);
    }

    /** {@code append}. */
    public synchronized Result<Void, HeaderError> append(String name, byte[] value) {
        HeaderError refusal = refusal(name, List.of(value));
        if (refusal == null) {
            add(name, value);
        }
        return refusal == null ? Result.ok(null) : Result.err(refusal);
    }

    /** {@code entries}. */
    public synchronized List<Field> entries() {
        return List.copyOf(fields);
    }

    /** {@code clone}: a copy that can be changed. */
    public synchronized Fields clone_() {
        return copy(false);
    }

    /** What a guest gets of the fields of a message. */
    public synchronized Fields frozen() {
        return copy(true);
    }

    private Fields copy(boolean frozen) {
        Fields made = new Fields(count());
        made.fields.addAll(fields);
        made.size = size;
        made.isFrozen = frozen;
        return made;
    }

    /** The fields for the host. */
    public synchronized List<HttpField> toList() {
        return fields.stream().map(each -> new HttpField(each.name(), new String(each.value(), StandardCharsets.ISO_8859_1)))
                .toList();
    }

    /**
     * What they say about the length of the body.
     *
     * @return empty if nothing
     * @throws HttpFailure if it is no number, or several different ones
     */
    public OptionalLong contentLength() throws HttpFailure {
        return contentLength(toList());
    }

    /** As {@link #contentLength()}, of a list. */
    public static OptionalLong contentLength(List<HttpField> fields) throws HttpFailure {
        OptionalLong said = OptionalLong.empty();
        for (HttpField each : fields) {
            if (each.name().equalsIgnoreCase("content-length")) {
                long length = FieldSyntax.length(each.value());
                if (length < 0 || said.isPresent() && said.getAsLong() != length) {
                    throw new HttpFailure(new ErrorCode.HttpProtocolError(), "content-length is no number, or several");
                }
                said = OptionalLong.of(length);
            }
        }
        return said;
    }
}
