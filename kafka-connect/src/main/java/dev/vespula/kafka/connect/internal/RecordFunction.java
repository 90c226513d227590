package dev.vespula.kafka.connect.internal;

import dev.vespula.ModuleException;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.FunctionKind;
import dev.vespula.udf.RowCall;
import dev.vespula.udf.Signature;
import dev.vespula.udf.UdfException;
import dev.vespula.udf.UdfFunction;
import dev.vespula.udf.UdfTask;
import dev.vespula.udf.UdfType;
import dev.vespula.udf.WasmUdfs;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A function of a module in a file, which is loaded anew when it has changed. For one thread. */
public final class RecordFunction implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordFunction.class);

    private final Settings settings;
    private final String usual;
    private final FlatType.Storage result;
    private final ModuleFile file;
    private final LongSupplier clock;
    private final long period;
    private long next;
    private UdfTask task;
    private RowCall call;

    /**
     * Loads the module.
     *
     * @param usual  the signature of functions that have none in the module, behind their name
     * @param result how results are stored
     * @param clock  nanoseconds
     * @throws ConfigException if there is no such file, module or function
     */
    public RecordFunction(Settings settings, String usual, FlatType.Storage result, LongSupplier clock) {
        this.settings = settings;
        this.usual = settings.function() + usual;
        this.result = result;
        this.file = new ModuleFile(settings.module());
        this.clock = clock;
        this.period = TimeUnit.SECONDS.toNanos(settings.reload());
        try {
            use(file.read());
        } catch (IOException e) {
            throw new ConfigException("module " + settings.module() + " cannot be read: " + e);
        } catch (ModuleException | UdfException | IllegalArgumentException e) {
            throw new ConfigException("module " + settings.module() + ": " + e.getMessage());
        }
        this.next = clock.getAsLong() + period;
    }

    /** The function, as the file has it. */
    public RowCall call() {
        if (period != 0 && clock.getAsLong() - next >= 0) {
            reload();
        }
        return call;
    }

    private void reload() {
        next = clock.getAsLong() + period;
        try {
            Optional<byte[]> changed = file.changed();
            if (changed.isPresent()) {
                use(changed.get());
                LOG.info("module {} was loaded anew: {}", settings.module(), task.udfs().digest());
            }
        } catch (IOException | ModuleException | UdfException | IllegalArgumentException e) {
            LOG.warn("module {} is not used as it is now, the one before stays: {}", settings.module(), e.getMessage());
        }
    }

    /** The old task goes when the new one is ready. */
    private void use(byte[] bytes) {
        WasmUdfs udfs = declared(WasmUdfs.of(bytes).limits(limits -> settings.limits()));
        UdfTask ready = udfs.newTask();
        RowCall function;
        try {
            function = ready.rowCall(settings.function());
        } catch (RuntimeException e) {
            ready.close();
            throw e;
        }
        close();
        task = ready;
        call = function;
    }

    /** What core modules export are numbers, unless they tell otherwise. */
    private WasmUdfs declared(WasmUdfs udfs) {
        if (settings.signature().isEmpty()) {
            for (UdfFunction function : udfs.functions()) {
                if (function.name().equals(settings.function()) && fits(function.signature())) {
                    return udfs;
                }
            }
        }
        WasmUdfs declared = udfs.declare(settings.declared(usual));
        Signature signature = declared.function(settings.function()).signature();
        if (!fits(signature)) {
            throw new IllegalArgumentException(signature + " takes or returns something else than records need: " + usual);
        }
        return declared;
    }

    private boolean fits(Signature signature) {
        return signature.kind() == FunctionKind.SCALAR && signature.params().size() == 1
                && isStoredAs(FlatType.Storage.BYTES, signature.params().get(0).type()) && isStoredAs(result, signature
                        .result());
    }

    private static boolean isStoredAs(FlatType.Storage storage, UdfType type) {
        return type.isFlat() && type.flat().storage() == storage;
    }

    @Override
    public void close() {
        if (task != null) {
            task.close();
        }
    }
}
