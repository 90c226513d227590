package dev.vespula.udf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {
    @ParameterizedTest
    @ValueSource(strings = {"gcd(int64, int64) -> int64", "slug(title: string) -> string?",
        "split(string) ->> (part: string, place: int32)",
        "parts(string) ->> string", "aggregate total(int64) -> int64", "f() -> boolean",
        "g(int8[], struct<a: int32, b: string?>) -> float64[]?",
        "a-b.c#d(uint16) -> uint8", "aggregate(int32) -> int32"})
    void isReadAndWritten(String text) {
        assertThat(Signature.of(text)).hasToString(text);
        assertThat(Signature.of(text)).isEqualTo(Signature.of(text.replace(", ", ",").replace("(", " ( ")));
    }

    @Test
    void hasTypes() {
        Signature split = Signature.of("split(string) ->> (part: string, place: int32)");
        assertThat(split.kind()).isEqualTo(FunctionKind.TABLE);
        assertThat(split.params()).containsExactly(new Field("", FlatType.STRING));
        assertThat(split.columns()).containsExactly(new Field("part", FlatType.STRING), new Field("place", FlatType.INT32));
        assertThat(Signature.scalar("f", List.of(FlatType.INT8.nullable()), FlatType.JSON)).isEqualTo(Signature.of(
                "f(int8?) -> json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "f", "f(", "f()", "f() ->", "f() -> int", "f() -> int32 int32", "f(int32,) -> int32",
        "(int32) -> int32",
        "f(int32 -> int32", "f() ->> ()", "f() -> struct<", "f() -> int32??", "f(a:) -> int32", "f() -> struct<>[",
        "f() - > int32"})
    void isRefused(String text) {
        assertThatThrownBy(() -> Signature.of(text)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(
                "expected");
    }

    @Test
    void isNotNestedWithoutEnd() {
        assertThatThrownBy(() -> Signature.of("f() -> " + "struct<a:".repeat(100_000))).isInstanceOf(
                IllegalArgumentException.class);
        assertThatThrownBy(() -> Signature.of("f() -> int32" + "[]".repeat(100_000))).isInstanceOf(
                IllegalArgumentException.class);
    }
}
