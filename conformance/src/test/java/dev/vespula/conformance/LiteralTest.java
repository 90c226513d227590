package dev.vespula.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LiteralTest {
    @Test
    void printsWhatItParsed() {
        for (String text : new String[] {"i32:-5", "i64:7", "f32:0x7f800000", "f64:0xfff0000000000000", "f32:nan", "f64:nan"}) {
            assertThat(Literal.parse(text)).hasToString(text);
        }
    }

    @Test
    void anyNanMatchesEveryNanOfItsTypeAndNothingElse() {
        Literal nan = Literal.parse("f32:nan");
        assertThat(nan.matches(Literal.parse("f32:0x7fc00000"))).isTrue();
        assertThat(nan.matches(Literal.parse("f32:0xffa00001"))).isTrue();
        assertThat(nan.matches(Literal.parse("f32:0x7f800000"))).isFalse();
        assertThat(nan.matches(Literal.parse("f64:0x7ff8000000000000"))).isFalse();
    }

    @Test
    void zerosOfDifferentSignDiffer() {
        assertThat(Literal.of(-0.0f).matches(Literal.parse("f32:0x80000000"))).isTrue();
        assertThat(Literal.of(-0.0f).matches(Literal.parse("f32:0x00000000"))).isFalse();
    }
}
