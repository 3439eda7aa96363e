/**
 * What profiles are kept in: lists and tables without objects, which stop before the heap is full.
 *
 * <p>In reading order: a {@link io.github.noleak.pprof.memory.MemoryBudget} counts what is kept. A {@link
 * io.github.noleak.pprof.memory.ByteList}, an {@link io.github.noleak.pprof.memory.IntList} and a {@link
 * io.github.noleak.pprof.memory.LongList} grow by chunks. A {@link io.github.noleak.pprof.memory.KeyTable} numbers
 * keys of bytes, and an {@link io.github.noleak.pprof.memory.IdIndex} the ids that a profile gives; a {@link
 * io.github.noleak.pprof.memory.SeededHash} keeps both fast whoever chose what is in them. A {@link
 * io.github.noleak.pprof.memory.RecentCache} keeps what was made of these bytes for a while.
 */
@NullMarked
package io.github.noleak.pprof.memory;

import org.jspecify.annotations.NullMarked;
