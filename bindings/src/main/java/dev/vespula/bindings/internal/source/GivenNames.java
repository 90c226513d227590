package dev.vespula.bindings.internal.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Names of one place, made different: the first that wants one gets it, the others a number behind it. */
public final class GivenNames {
    private final UnaryOperator<String> key;
    private final Set<String> taken = new HashSet<>();

    private GivenNames(UnaryOperator<String> key) {
        this.key = key;
    }

    /** Names of types, whose class files must differ where file systems do not see the case of letters. */
    public static GivenNames ofTypes() {
        return new GivenNames(name -> name.toLowerCase(Locale.ROOT));
    }

    /** Names of methods, components, parameters or constants. */
    public static GivenNames ofMembers() {
        return new GivenNames(name -> name);
    }

    /** A name that shall not be given. */
    public GivenNames without(String name) {
        taken.add(key.apply(name));
        return this;
    }

    /** The name that is wanted, or one like it. */
    public String give(String wanted) {
        String name = wanted;
        for (int number = 2; !taken.add(key.apply(name)); number++) {
            name = wanted + "_" + number;
        }
        return name;
    }

    /** Names for all of a place. */
    public List<Given> giveAll(List<String> wanted) {
        Map<String, Long> counts = wanted.stream().collect(Collectors.groupingBy(key, HashMap::new, Collectors.counting()));
        List<Given> given = new ArrayList<>();
        for (String name : wanted) {
            String own = give(name);
            given.add(new Given(own, counts.get(key.apply(name)) == 1 && own.equals(name)));
        }
        return given;
    }

    /**
     * A name.
     *
     * @param isPlain whether it is what was wanted, and nobody else wanted it
     */
    public record Given(String name, boolean isPlain) {}
}
