package dev.vespula.wasi.internal.filesystem;

import dev.vespula.wasi.internal.files.PathResolver.LastLink;
import java.util.Set;

/** {@code path-flags}. */
public enum PathFlag {
    SYMLINK_FOLLOW;

    static LastLink lastLink(Set<PathFlag> flags) {
        return flags.contains(SYMLINK_FOLLOW) ? LastLink.FOLLOW : LastLink.KEEP;
    }
}
