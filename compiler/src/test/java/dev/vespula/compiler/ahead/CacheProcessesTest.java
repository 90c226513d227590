package dev.vespula.compiler.ahead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Module;
import dev.vespula.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes with one cache, which is too small for all they put there, while somebody damages its files. */
class CacheProcessesTest {
    private static final int PROCESSES = 4;
    private static final int MODULES = 5;
    private static final int ROUNDS = 25;

    @TempDir
    Path folder;

    public static void main(String[] arguments) {
        Config config = Sample.config(Tier.COMPILED).withCache(Path.of(arguments[0]))
                .withMaxCacheBytes(Long.parseLong(arguments[1]));
        Random random = new Random(Long.parseLong(arguments[2]));
        byte[][] modules = new byte[MODULES][];
        Object[] results = new Object[MODULES];
        for (int k = 0; k < MODULES; k++) {
            modules[k] = Sample.wasm(k);
            results[k] = Sample.interpreted(modules[k]);
        }
        int recalled = 0;
        for (int round = 0; round < ROUNDS; round++) {
            int which = random.nextInt(MODULES);
            Module module = Module.of(Engine.of(config), modules[which]);
            recalled += CodeOf.translated(module) == 0 ? 1 : 0;
            Object result = Sample.run(module);
            if (!result.equals(results[which])) {
                throw new IllegalStateException("module " + which + ": " + result + " instead of " + results[which]);
            }
        }
        System.out.println(recalled);
    }

    @Test
    void processesShareTheFolder() throws Exception {
        Module.of(Engine.of(Sample.config(Tier.COMPILED).withCache(folder)), Sample.wasm());
        long size = files().mapToLong(file -> file.toFile().length()).sum();
        List<ChildProcess> children = new ArrayList<>();
        for (int k = 0; k < PROCESSES; k++) {
            children.add(ChildProcess.start(CacheProcessesTest.class, folder.toString(), String.valueOf(4 * size), "" + k));
        }
        AtomicBoolean isOver = new AtomicBoolean();
        Thread vandal = new Thread(() -> damage(isOver));
        vandal.start();
        int recalled = 0;
        for (ChildProcess child : children) {
            recalled += Integer.parseInt(child.output().trim());
        }
        isOver.set(true);
        vandal.join();
        // Some must have been found, some not: else nothing was tested.
        assertThat(recalled).isBetween(1, PROCESSES * ROUNDS - 1);
        assertThat(files()).allMatch(file -> file.toString().endsWith(".jar"));
    }

    private Stream<Path> files() throws IOException {
        return Files.list(folder);
    }

    /** Cuts, changes and deletes files every few milliseconds. */
    private void damage(AtomicBoolean isOver) {
        Random random = new Random(99);
        while (!isOver.get()) {
            try (Stream<Path> files = files()) {
                List<Path> all = files.filter(file -> file.toString().endsWith(".jar")).toList();
                if (!all.isEmpty()) {
                    damage(all.get(random.nextInt(all.size())), random);
                }
                Thread.sleep(20);
            } catch (IOException e) {
                // A process was faster.
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void damage(Path file, Random random) throws IOException {
        byte[] content = Files.readAllBytes(file);
        switch (random.nextInt(3)) {
            case 0 -> Files.delete(file);
            case 1 -> Files.write(file, Arrays.copyOf(content, random.nextInt(content.length)));
            default -> {
                content[random.nextInt(content.length)] ^= 4;
                Files.write(file, content);
            }
        }
    }
}
