package dev.vespula.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void medianIsTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
        assertThat(Samples.of(List.of(9.0, 1.0, 2.0)).median()).isEqualTo(2);
        assertThat(Samples.of(List.of(9.0, 1.0, 2.0, 4.0)).median()).isEqualTo(3);
        assertThat(Samples.of(List.of(7.0)).median()).isEqualTo(7);
    }

    @Test
    void deviationIsRelativeAndIgnoresASingleWildValue() {
        Samples calm = Samples.of(List.of(98.0, 99.0, 100.0, 101.0, 102.0));
        Samples wild = Samples.of(List.of(98.0, 99.0, 100.0, 101.0, 5_000.0));
        assertThat(calm.relativeDeviation()).isCloseTo(0.0179, within(0.0005));
        assertThat(wild.relativeDeviation()).isCloseTo(calm.relativeDeviation(), within(0.0005));
        assertThat(Samples.of(List.of(980.0, 990.0, 1000.0, 1010.0, 1020.0)).relativeDeviation())
                .isCloseTo(calm.relativeDeviation(), within(1e-9));
        assertThat(Samples.of(List.of(5.0)).relativeDeviation()).isZero();
    }

    @Test
    void outliersLieOutsideTukeysFences() {
        assertThat(Samples.of(List.of(10.0, 11.0, 12.0, 13.0, 14.0, 30.0)).outliers()).containsExactly(30.0);
        assertThat(Samples.of(List.of(1.0, 11.0, 12.0, 13.0, 14.0, 15.0)).outliers()).containsExactly(1.0);
        assertThat(Samples.of(List.of(10.0, 11.0, 12.0, 13.0, 14.0, 15.0)).outliers()).isEmpty();
        assertThat(Samples.of(List.of(1.0, 1.0, 1.0, 100.0)).outliers()).as("too few to tell").isEmpty();
    }

    @Test
    void rangesThatTouchAreNotApart() {
        Samples low = Samples.of(List.of(1.0, 2.0, 3.0));
        assertThat(low.isApartFrom(Samples.of(List.of(3.5, 4.0)))).isTrue();
        assertThat(Samples.of(List.of(3.5, 4.0)).isApartFrom(low)).isTrue();
        assertThat(low.isApartFrom(Samples.of(List.of(3.0, 4.0)))).isFalse();
        assertThat(low.isApartFrom(Samples.of(List.of(0.5, 4.0)))).isFalse();
    }

    @Test
    void relativeRangeIsThatOfTheMedian() {
        assertThat(Samples.of(List.of(8.0, 10.0, 13.0)).relativeRange()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void valuesMustBePositive() {
        assertThatIllegalArgumentException().isThrownBy(() -> Samples.of(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> Samples.of(List.of(1.0, 0.0)));
        assertThatIllegalArgumentException().isThrownBy(() -> Samples.of(List.of(Double.NaN)));
        assertThatIllegalArgumentException().isThrownBy(() -> Samples.of(List.of(Double.POSITIVE_INFINITY)));
    }

    @Test
    void geometricMeanTreatsRatiosAndTheirInversesAlike() {
        assertThat(GeometricMean.of(List.of(2.0, 0.5)).value()).isCloseTo(1, within(1e-12));
        GeometricMean decades = GeometricMean.of(List.of(1.0, 10.0, 100.0));
        assertThat(decades.value()).isCloseTo(10, within(1e-9));
        assertThat(decades.count()).isEqualTo(3);
        assertThatIllegalArgumentException().isThrownBy(() -> GeometricMean.of(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> GeometricMean.of(List.of(1.0, -1.0)));
    }
}
