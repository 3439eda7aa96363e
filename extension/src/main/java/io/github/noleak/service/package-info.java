/** Go services: as child processes, and their profiles over HTTP. */
@NullMarked
package io.github.noleak.service;

import org.jspecify.annotations.NullMarked;
