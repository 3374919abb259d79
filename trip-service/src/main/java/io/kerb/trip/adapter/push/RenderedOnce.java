package io.kerb.trip.adapter.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kerb.trip.push.Payload;
import io.kerb.trip.push.Viewer;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * Written when the first listener needs it, and then the same text for all: most changes have one
 * listener or none, some have hundreds.
 */
final class RenderedOnce implements Payload {
  private final ObjectMapper mapper;
  private final Function<Viewer, Object> view;
  private final AtomicReferenceArray<String> texts =
      new AtomicReferenceArray<>(Viewer.values().length);

  RenderedOnce(ObjectMapper mapper, Function<Viewer, Object> view) {
    this.mapper = mapper;
    this.view = view;
  }

  @Override
  public String jsonFor(Viewer viewer) {
    String text = texts.get(viewer.ordinal());
    if (text == null) {
      text = write(viewer);
      texts.set(viewer.ordinal(), text);
    }
    return text;
  }

  private String write(Viewer viewer) {
    try {
      return mapper.writeValueAsString(view.apply(viewer));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a view could not be written as JSON", e);
    }
  }
}
