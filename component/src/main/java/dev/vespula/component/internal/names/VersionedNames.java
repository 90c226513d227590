package dev.vespula.component.internal.names;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of interfaces with versions: {@code a:b/c@1.2.3} is found as {@code @1.4.0} too, but not as {@code @2.0.0}; of versions
 * below 1 the minor number must be the same, of those below 0.1 all. A pre-release is compatible with nothing else. These are
 * the rules of Wasmtime.
 */
public final class VersionedNames {
    private static final Pattern VERSION = Pattern.compile("(.*@)(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})");

    private VersionedNames() {}

    /** What stands for a name: what has this very name, or the newest compatible version; null if there is nothing. */
    public static <V> V find(Map<String, V> named, String name) {
        V exact = named.get(name);
        String track = track(name);
        if (exact != null || track == null) {
            return exact;
        }
        V newest = null;
        long most = -1;
        for (Map.Entry<String, V> entry : named.entrySet()) {
            if (track.equals(track(entry.getKey())) && rank(entry.getKey()) > most) {
                newest = entry.getValue();
                most = rank(entry.getKey());
            }
        }
        return newest;
    }

    /** What all compatible names have in common; null for a name that is compatible with none. */
    static String track(String name) {
        Matcher version = VERSION.matcher(name);
        if (!version.matches()) {
            return null;
        }
        if (!version.group(2).equals("0")) {
            return version.group(1) + version.group(2);
        }
        return version.group(3).equals("0") ? null : version.group(1) + "0." + version.group(3);
    }

    private static long rank(String name) {
        Matcher version = VERSION.matcher(name);
        return version.matches() ? Long.parseLong(version.group(3)) << 32 | Long.parseLong(version.group(4)) : -1;
    }
}
