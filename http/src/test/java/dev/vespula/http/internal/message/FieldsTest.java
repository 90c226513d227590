package dev.vespula.http.internal.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Trap;
import dev.vespula.component.Result;
import dev.vespula.http.HttpField;
import dev.vespula.wasi.internal.io.ResourceCount;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
    private final ResourceCount count = new ResourceCount(100);
    private final Fields fields = new Fields(count);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Result<Void, HeaderError> error(HeaderError error) {
        return Result.err(error);
    }

    @Test
    void namesHaveNoCaseAndKeepTheirs() {
        assertThat(fields.append("X-One", bytes("1"))).isEqualTo(Result.ok(null));
        fields.append("x-ONE", bytes(""));
        assertThat(fields.get("x-one")).containsExactly(bytes("1"), bytes(""));
        assertThat(fields.entries()).extracting(Fields.Field::name).containsExactly("X-One", "x-ONE");
        fields.set("x-one", List.of(bytes("2")));
        assertThat(fields.entries()).extracting(Fields.Field::name).containsExactly("x-one");
        fields.set("x-one", List.of());
        assertThat(fields.has("x-one")).isFalse();
        assertThat(fields.get("not a name")).isEmpty();
        assertThat(fields.has("")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:", "a\r", "ä", "a\u0000", "(a)"})
    void otherNamesAreRefused(String name) {
        HeaderError.InvalidSyntax wrong = new HeaderError.InvalidSyntax();
        assertThat(fields.append(name, bytes("v"))).isEqualTo(error(wrong));
        assertThat(fields.set(name, List.of())).isEqualTo(error(wrong));
        assertThat(fields.delete(name)).isEqualTo(error(wrong));
        assertThat(Fields.fromList(count, List.of(new Fields.Field(name, bytes("v"))))).isEqualTo(Result.err(wrong));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb: c", "\n", "a\0b", "\u007f", "\u001b[0m"})
    void valuesHaveNoControlCharacters(String value) {
        assertThat(fields.append("a", bytes(value))).isEqualTo(error(new HeaderError.InvalidSyntax()));
        assertThat(fields.set("a", List.of(bytes("good"), bytes(value)))).isEqualTo(error(new HeaderError.InvalidSyntax()));
        assertThat(fields.entries()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection",
        "transfer-encoding", "upgrade", "host", "http2-settings", "Host", "TRANSFER-ENCODING"})
    void whatConcernsTheConnectionIsForbidden(String name) {
        assertThat(fields.append(name, bytes("v"))).isEqualTo(error(new HeaderError.Forbidden()));
        Fields received = Fields.of(count, List.of(new HttpField(name, "v"), new HttpField("x", "y")));
        assertThat(received.entries()).extracting(Fields.Field::name).containsExactly("x");
    }

    @Test
    void syntaxComesBeforeForbiddenAndThatBeforeImmutable() {
        Fields frozen = fields.frozen();
        assertThat(frozen.append("host", bytes("\n"))).isEqualTo(error(new HeaderError.InvalidSyntax()));
        assertThat(frozen.append("host", bytes("v"))).isEqualTo(error(new HeaderError.Forbidden()));
        assertThat(frozen.append("x", bytes("v"))).isEqualTo(error(new HeaderError.Immutable()));
        assertThat(frozen.delete("x")).isEqualTo(error(new HeaderError.Immutable()));
        assertThat(frozen.clone_().append("x", bytes("v"))).isEqualTo(Result.ok(null));
    }

    @Test
    void theyAreLimited() {
        fields.append("x", new byte[0]);
        byte[] large = bytes("y".repeat(Fields.MOST_BYTES - 100));
        fields.append("x", large);
        assertThatThrownBy(() -> fields.append("x", large)).isInstanceOf(Trap.class).hasMessageContaining("128 KiB");
        fields.delete("x");
        assertThat(fields.append("x", large)).isEqualTo(Result.ok(null));
        List<Fields.Field> many = Stream.generate(() -> new Fields.Field("x", new byte[0])).limit(5000).toList();
        assertThatThrownBy(() -> Fields.fromList(count, many)).isInstanceOf(Trap.class);
    }

    @Test
    void lengthsAreDigits() throws HttpFailure {
        assertThat(Fields.contentLength(List.of(new HttpField("Content-Length", "007"), new HttpField("content-length", "7"))))
                .hasValue(7);
        assertThat(FieldSyntax.length("+5")).isEqualTo(-1);
        assertThat(FieldSyntax.length("9223372036854775808")).isEqualTo(-1);
    }

    @Test
    void authorities() {
        assertThat(Authority.parse("example.org")).isEqualTo(new Authority("example.org", -1));
        assertThat(Authority.parse("[::1]:80")).isEqualTo(new Authority("::1", 80));
        for (String wrong : List.of("", ":80", "a:x", "a:65536", "a:-1", "user@a", "a/b", "a b", "[::1", "::1", "[a", "a\r\n",
                "a:8:0",
                "[fe80::1%eth0]")) {
            assertThat(Authority.parse(wrong)).as(wrong).isNull();
        }
    }
}
