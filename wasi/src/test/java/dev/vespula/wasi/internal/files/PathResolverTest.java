package dev.vespula.wasi.internal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.wasi.FileAttributes;
import dev.vespula.wasi.internal.files.PathResolver.LastLink;
import dev.vespula.wasi.internal.files.PathResolver.Location;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A walk costs what its path is long, and ends when it is told to. */
class PathResolverTest {
    private static final int DEPTH = 990;

    private final DirectoryDouble root = new DirectoryDouble(new Host(new StopSignal(), FileAttributes.HOST));
    private DirectoryDouble.Node deepest = root.node;

    @BeforeEach
    void makeTheTree() throws IOException {
        try (Location location = resolve("d/".repeat(DEPTH) + "f")) {
            for (int i = 0; i < DEPTH; i++) {
                deepest = deepest.children.get("d");
            }
            assertThat(location.parent().identity()).isSameAs(deepest);
        }
        root.node.opened = 0;
    }

    @AfterEach
    void nothingStaysOpen() throws IOException {
        Thread.interrupted();
        root.close();
        assertThat(root.closed.get()).isEqualTo(1);
    }

    private Location resolve(String path) throws IOException {
        return PathResolver.resolve(root, path, LastLink.FOLLOW);
    }

    @Test
    void upAndDownCostsAStepEach() throws IOException {
        deepest.links.put("k", "../d/".repeat(800) + "../d/f");
        try (Location location = resolve("d/".repeat(DEPTH) + "k")) {
            assertThat(location.parent().identity()).isSameAs(deepest);
        }
        assertThat(root.node.opened).isLessThanOrEqualTo(DEPTH + 2 * 801);
    }

    @Test
    void severalStepsUpCostAsMany() throws IOException {
        deepest.links.put("k", ("../".repeat(30) + "d/".repeat(30)).repeat(20) + "f");
        try (Location location = resolve("d/".repeat(DEPTH) + "k")) {
            assertThat(location.parent().identity()).isSameAs(deepest);
        }
        assertThat(root.node.opened).isLessThanOrEqualTo(DEPTH + 2 * 600);
        root.node.opened = 0;
        try (Location location = resolve("d/".repeat(DEPTH) + "../".repeat(DEPTH - 1) + "f")) {
            assertThat(location.parent().identity()).isSameAs(root.node.children.get("d"));
        }
        assertThat(root.node.opened).isEqualTo(DEPTH + 1);
    }

    @Test
    void linksToThemselvesEndAfter40() {
        deepest.links.put("k", "../d/".repeat(800) + "k");
        assertErrno("d/".repeat(DEPTH) + "k", Errno.LOOP);
        assertThat(root.node.opened).isLessThan(DEPTH + 41 * 2 * 800);
    }

    /** The directory above is another by now, perhaps outside: the way is gone again by its names. */
    @Test
    void whatHasBeenMovedDoesNotLeadOut() throws IOException {
        DirectoryDouble.Node outside = new DirectoryDouble.Node();
        DirectoryDouble.Node above = deepest.parent;
        deepest.parent = outside;
        try (Location location = resolve("d/".repeat(DEPTH) + "../f")) {
            assertThat(location.parent().identity()).isSameAs(above);
        }
        assertThat(outside.opened).isPositive();
        // Each time anew, until it has become too much.
        deepest.links.put("k", "../d/".repeat(100) + "f");
        assertErrno("d/".repeat(DEPTH) + "k", Errno.LOOP);
    }

    @Test
    void aWalkEndsWhenTheGuestIsTold() {
        Thread.currentThread().interrupt();
        assertErrno("d/d/f", Errno.INTR);
        assertThat(root.node.opened).isZero();
    }

    private void assertErrno(String path, Errno errno) {
        assertThatThrownBy(() -> resolve(path)).isInstanceOfSatisfying(ErrnoException.class,
                e -> assertThat(e.errno()).isEqualTo(errno));
    }
}
