package dev.fieldsync.scenarios.bench.plain;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Templates out of the database each time; PostgreSQL makes the JSON, nobody parses it. */
@RestController
@RequestMapping("/direct")
class DirectController {

  private static final String SELECT_TEMPLATE =
      """
      select json_build_object(
               'id', id,
               'name', name,
               'sections', sections,
               'field_definitions', field_definitions,
               'inspection_variants', inspection_variants,
               'version', version,
               'updated_at', updated_at,
               'last_user_update', last_user_update,
               'organization_id', organization_id)::text
        from template_library
       where id = ?
      """;

  private final JdbcClient database;

  DirectController(JdbcClient database) {
    this.database = database;
  }

  @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  byte[] template(@PathVariable UUID id) {
    return database
        .sql(SELECT_TEMPLATE)
        .param(id)
        .query(String.class)
        .optional()
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND))
        .getBytes(StandardCharsets.UTF_8);
  }
}
