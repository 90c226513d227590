package org.gradle.internal.compiler.java;

import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.annotation.processing.Processor;
import javax.tools.JavaCompiler.CompilationTask;

/** Gradle's would note, too, which class is of which file; without that everything is compiled again when something has changed. */
public final class IncrementalCompileTask implements CompilationTask {
    private final CompilationTask task;

    /** Gradle makes it by reflection, with what it would tell. */
    public IncrementalCompileTask(CompilationTask task, Function<?, ?> relativize, Consumer<?> backup, Consumer<?> mapping,
            BiConsumer<?, ?> publicDependents, BiConsumer<?, ?> privateDependents) {
        this.task = task;
    }

    @Override
    public void addModules(Iterable<String> names) {
        task.addModules(names);
    }

    @Override
    public void setProcessors(Iterable<? extends Processor> processors) {
        task.setProcessors(processors);
    }

    @Override
    public void setLocale(Locale locale) {
        task.setLocale(locale);
    }

    @Override
    public Boolean call() {
        return task.call();
    }
}
