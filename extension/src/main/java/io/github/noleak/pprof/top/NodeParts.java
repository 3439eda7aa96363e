package io.github.noleak.pprof.top;

import io.github.noleak.pprof.Granularity;

/** What rows of a report show of a call, and are told apart by. */
record NodeParts(boolean function, boolean file, boolean line, boolean address) {

    static NodeParts of(Granularity granularity) {
        return switch (granularity) {
            case FUNCTIONS -> new NodeParts(true, false, false, false);
            case FILEFUNCTIONS -> new NodeParts(true, true, false, false);
            case FILES -> new NodeParts(false, true, false, false);
            case LINES -> new NodeParts(true, true, true, false);
            case ADDRESSES -> new NodeParts(true, true, true, true);
        };
    }
}
