package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Config;
import java.util.List;

/** Runs a scenario in all ways and demands that they agree. */
final class Agreement {
    /** A scenario. */
    interface Scenario {
        /** Runs it; what is to be compared goes to the program's record. */
        void run(Program program) throws Exception;
    }

    private Agreement() {}

    /** In all ways, with and without fuel. Returns the record without fuel. */
    static String of(Scenario scenario) throws Exception {
        return of(List.of(Way.values()), scenario);
    }

    /** In some ways, with and without fuel. Returns the record without fuel. */
    static String of(List<Way> ways, Scenario scenario) throws Exception {
        in(new Config().withFuel(Config.FuelMetering.ON), ways, scenario);
        return in(new Config(), ways, scenario);
    }

    /** In all ways, with a configuration. Returns the record. */
    static String in(Config config, Scenario scenario) throws Exception {
        return in(config, List.of(Way.values()), scenario);
    }

    /** In some ways; the first is what the others are compared with. */
    static String in(Config config, List<Way> ways, Scenario scenario) throws Exception {
        String expected = null;
        for (Way way : ways) {
            Program program = new Program(way, config);
            scenario.run(program);
            program.engine.close();
            if (expected == null) {
                expected = program.record();
                assertThat(expected).isNotEmpty();
            } else {
                assertThat(program.record()).as("%s, metered %s", way, config.isMetered()).isEqualTo(expected);
            }
        }
        return expected;
    }
}
