package dev.vespula.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.testing.OnOneJdk;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packages of the modules around the engine have an order, and a class uses only its own package and those below. */
@OnOneJdk
class RoomsTest {
    /** Classes of the API that other packages use, and what those use of the API: options and the like. */
    private static final String VOCABULARY = "vocabulary";

    /**
     * A module.
     *
     * @param api its package for users
     * @param order its packages from below; what is written here is the rule
     * @param shared packages for users that have vocabulary and methods too: they use rooms, and rooms use them
     */
    private record Rooms(String module, String api, List<String> order, Set<String> shared) {
        static Rooms of(String module, String api, String... below) {
            List<String> order = Stream.concat(Stream.of(VOCABULARY), Stream.of(below).map(name -> api + name)).toList();
            return new Rooms(module, api, order, Set.of());
        }

        Rooms sharing(String... packages) {
            return new Rooms(module, api, order, Stream.of(packages).map(name -> api + name).collect(Collectors.toSet()));
        }

        boolean isFree(String user, String used) {
            return shared.contains(ClassUses.packageOf(user)) || shared.contains(ClassUses.packageOf(used));
        }

        String room(String type, Set<String> vocabulary) {
            return vocabulary.contains(type) ? VOCABULARY : ClassUses.packageOf(type);
        }
    }

    static List<Rooms> modules() {
        return List.of(
                // The records of `wit` are what its rooms work with, and have methods that these rooms do the work for.
                Rooms.of("component", "dev.vespula.component", ".types", ".internal.model", ".internal.binary",
                        ".internal.names",
                        ".internal.wit.ast", ".internal.wit.syntax", ".internal.wit.resolve", ".internal.wit.binary",
                        ".internal.wit.print", ".internal.wit.load", ".internal.text", ".internal.runtime", ".internal.abi",
                        ".internal.adapt", ".internal.validate", ".internal.instantiate", ".internal.snapshot",
                        ".internal.bind", ".wave", "").sharing(".wit"),
                Rooms.of("text", "dev.vespula.text", ".syntax", ".parser", ".printer", ".script", ""),
                // What a network policy is made of, and what it is asked, are of one piece.
                Rooms.of("wasi", "dev.vespula.wasi", ".internal.files", ".internal.descriptors", ".internal.preview1",
                        ".internal.io",
                        ".internal.command", ".internal.filesystem", ".internal.sockets", ".internal.preview2", "")
                        .sharing(".internal.network"),
                Rooms.of("http", "dev.vespula.http", ".internal.message", ".internal.body", ".internal.exchange",
                        ".internal.adapt", ".internal.client", ".internal.serve", ""),
                Rooms.of("bindings", "dev.vespula.bindings", ".internal.source", ".internal.image", ".internal.core",
                        ".internal.wit", ""),
                // Signatures are read by a room that makes signatures.
                Rooms.of("udf", "dev.vespula.udf", ".internal.task", ".internal.memory", ".internal.block",
                        ".internal.rowbinary",
                        ".internal.ipc", ".internal.link", ".internal.plain", ".internal.component", ".internal.arrowudf",
                        ".internal.clickhouse", ".internal.module", "").sharing(".internal.text"),
                Rooms.of("udf-arrow", "dev.vespula.udf.arrow", ""),
                Rooms.of("compiler", "dev.vespula.compiler", ".contract", ".plan", ".image", ".code", ".entry", ".expression",
                        ".method",
                        ".split", ".unit", ".tier", ""));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void everyRoomUsesOnlyRoomsBelow(Rooms rooms) throws IOException {
        Map<String, Set<String>> uses = ClassUses.of(rooms.module());
        Set<String> vocabulary = ClassUses.vocabulary(uses, rooms.api()).keySet();
        Set<String> wrong = new TreeSet<>();
        uses.forEach((user, used) -> used.forEach(other -> {
            int from = rooms.order().indexOf(rooms.room(user, vocabulary));
            int to = rooms.order().indexOf(rooms.room(other, vocabulary));
            if (!rooms.isFree(user, other) && (from < 0 || to > from)) {
                wrong.add(user + " -> " + other);
            }
        }));
        assertThat(wrong).as("arrows that do not go down").isEmpty();
        assertThat(uses).isNotEmpty();
    }
}
