package dev.vespula.internal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.SnapshotException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ZeroRunsTest {

    private record Run(int from, int to) {}

    private static List<Run> runs(byte[] bytes) {
        List<Run> runs = new ArrayList<>();
        try {
            ZeroRuns.between(bytes, (from, to) -> runs.add(new Run(from, to)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return runs;
    }

    @Test
    void zerosAreLeftOutWhereThereAreMany() {
        byte[] bytes = new byte[4096];
        assertThat(runs(bytes)).isEmpty();
        bytes[100] = 1;
        bytes[115] = 1;
        bytes[140] = 1;
        bytes[4095] = 1;
        assertThat(runs(bytes)).containsExactly(new Run(100, 116), new Run(140, 141), new Run(4095, 4096));
    }

    @Test
    void whatIsReadIsWhatWasWritten() {
        Random random = new Random(7);
        for (int round = 0; round < 2000; round++) {
            byte[] bytes = new byte[random.nextInt(300)];
            int density = 1 + random.nextInt(40);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (random.nextInt(density) == 0 ? random.nextInt(256) : 0);
            }
            PieceList list = new PieceList();
            int done = 0;
            for (Run run : runs(bytes)) {
                assertThat(bytes[run.from]).isNotZero();
                assertThat(bytes[run.to - 1]).isNotZero();
                list.add(run.from - done, Arrays.copyOfRange(bytes, run.from, run.to));
                done = run.to;
            }
            byte[] read = new byte[bytes.length];
            for (MemoryImage.Piece piece : list.done()) {
                System.arraycopy(piece.bytes(), 0, read, (int) piece.address(), piece.bytes().length);
            }
            assertThat(read).isEqualTo(bytes);
        }
    }

    @Test
    void piecesCloseTogetherBecomeOneAndEmptyOnesNone() {
        PieceList list = new PieceList();
        list.add(5, new byte[0]);
        list.add(5, new byte[] {1});
        list.add(64, new byte[] {2});
        list.add(65, new byte[] {3});
        assertThat(list.done()).extracting(MemoryImage.Piece::address).containsExactly(10L, 141L);
    }

    @Test
    void impossibleAddressesAreRefused() {
        PieceList list = new PieceList();
        list.add(Long.MAX_VALUE - 1, new byte[] {1});
        assertThatThrownBy(() -> list.add(1, new byte[] {1})).isInstanceOf(SnapshotException.class);
        assertThatThrownBy(() -> new PieceList().add(-1, new byte[] {1})).isInstanceOf(SnapshotException.class);
    }
}
