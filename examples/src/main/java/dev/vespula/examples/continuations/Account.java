package dev.vespula.examples.continuations;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Feature;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Snapshot;
import dev.vespula.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * An actor that is a file between two messages: a function of a module which waits in a loop for the next one.
 *
 * <pre>
 *   Account 17.account open        0
 *   Account 17.account send 100    100
 *   Account 17.account send -30    70
 * </pre>
 */
public final class Account {
    private final Engine engine = Engine.of(new Config().with(Feature.STACK_SWITCHING));
    private final Module module;
    private final Linker<Void> linker = new Linker<>(engine);
    private final Store<Void> store = new Store<>(engine);
    private final Path file;

    private Account(Path file) throws IOException {
        this.file = file;
        module = Module.ofResource(engine, Account.class, "account.wat");
    }

    /** Arguments: the file of the account, and {@code open} or {@code send MONEY}. */
    public static void main(String[] args) throws IOException {
        Account account = new Account(Path.of(args[0]));
        System.out.println(args[1].equals("open") ? account.open() : account.send(Long.parseLong(args[2])));
    }

    private long open() throws IOException {
        Instance instance = linker.instantiate(store, module);
        long balance = (long) instance.func("open").call()[0];
        keep(instance);
        return balance;
    }

    private long send(long money) throws IOException {
        Instance instance;
        try (InputStream in = Files.newInputStream(file)) {
            instance = Snapshot.read(in).restore(store, linker, module).instance();
        }
        long balance = instance.func("send").callI64(money);
        keep(instance);
        return balance;
    }

    /** The file is the old one or the new one, whole, whenever the machine stops. */
    private void keep(Instance instance) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (OutputStream out = Files.newOutputStream(next)) {
            Snapshot.of(instance).write(out);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
