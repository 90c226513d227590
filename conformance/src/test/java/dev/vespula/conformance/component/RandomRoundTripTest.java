package dev.vespula.conformance.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Config;
import dev.vespula.Tier;
import dev.vespula.component.ComponentFunc;
import dev.vespula.component.HostResource;
import dev.vespula.component.internal.model.StringEncoding;
import dev.vespula.component.types.ResourceType;
import dev.vespula.component.types.ValueType;
import dev.vespula.conformance.Stress;
import dev.vespula.conformance.TestedTiers;
import dev.vespula.conformance.fuzz.RandomValue;
import dev.vespula.conformance.fuzz.RandomValueType;
import dev.vespula.conformance.fuzz.ReturningComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Random values of random types come back as they were given: from a component that returns its argument, through one that asks
 * the host, and through one that asks another component, whose strings are encoded in another way. In the interpreter and in
 * compiled code.
 */
class RandomRoundTripTest {
    private static final int DEPTH = 4;
    private static final int MOST_PADS = 17;
    /** A text of more than so many characters is not worth its time: there are types as good that are smaller. */
    private static final int MOST_TEXT = 60_000;
    private static final long TYPES = Stress.choose(8L, 200L);
    private static final int VALUES = Stress.choose(90, 100);

    /** What the host's own resources are. */
    private static final class Thing {}

    /** How the argument gets back. */
    private enum Way {
        ITSELF, THROUGH_HOST, THROUGH_COMPONENT
    }

    @TestFactory
    Stream<DynamicTest> valuesComeBack() {
        return Stream.of(Tier.INTERPRETER, Tier.AUTO).flatMap(tier -> Stream.of(Way.values()).flatMap(way -> LongStream.range(0,
                TYPES).mapToObj(seed -> DynamicTest.dynamicTest(tier + " " + way + " " + seed, () -> oneType(tier, way,
                        seed)))));
    }

    private static void oneType(Tier tier, Way way, long seed) {
        Random random = new Random(seed);
        boolean hasResource = random.nextInt(3) == 0;
        int pads = random.nextBoolean() ? 0 : random.nextInt(MOST_PADS);
        StringEncoding encoding = encoding(random);
        StringEncoding inner = encoding(random);
        RandomValueType types = new RandomValueType(random, hasResource ? new ResourceType("r") : null);
        ValueType type;
        String text;
        do {
            type = types.next(DEPTH);
            text = switch (way) {
                case ITSELF -> ReturningComponent.itself(type, pads, hasResource, encoding);
                case THROUGH_HOST -> ReturningComponent.throughHost(type, pads, hasResource, encoding);
                case THROUGH_COMPONENT -> ReturningComponent.throughComponent(type, pads, hasResource, encoding, inner);
            };
        } while (text.length() > MOST_TEXT);
        Config config = tier == Tier.INTERPRETER ? new Config().withTier(tier) : TestedTiers.config().withTier(tier);
        ComponentText components = new ComponentText(config);
        List<Object> destroyed = new ArrayList<>();
        components.linker.root().resource("r", HostResource.of("r", Thing.class, destroyed::add));
        components.linker.func("id", (call, arguments) -> arguments[0]);
        ComponentFunc id = components.instantiate(text).func("id");
        RandomValue values = new RandomValue(random, Thing::new);
        for (int i = 0; i < VALUES; i++) {
            Object value = values.next(type);
            List<Object> arguments = new ArrayList<>(Collections.nCopies(pads, 7));
            arguments.add(0, value);
            Object back = id.call(arguments.toArray());
            if (!RandomValue.same(value, back)) {
                assertThat(back).as("value " + i + " of type " + type).isEqualTo(value);
                throw new AssertionError("value " + i + " of type " + type + ": " + value + " came back as " + back);
            }
        }
        assertThat(destroyed).isEmpty();
    }

    private static StringEncoding encoding(Random random) {
        return StringEncoding.values()[random.nextInt(StringEncoding.values().length)];
    }
}
