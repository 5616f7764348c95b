package dev.fieldsync.taskagent.task;

import java.net.URI;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The calls about tasks; they never wait for the server. */
@RestController
@RequestMapping("/api/tasks")
class TasksController {

  private final Tasks tasks;

  TasksController(Tasks tasks) {
    this.tasks = tasks;
  }

  @GetMapping
  List<Task> all() {
    return tasks.all();
  }

  @GetMapping("/{id}")
  Task get(@PathVariable String id) {
    return tasks.get(TaskId.inUsualForm(id));
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Task> create(@RequestBody JsonNode body) {
    Task task = tasks.create(TaskInput.read(body, true));
    return ResponseEntity.created(URI.create("/api/tasks/" + task.id())).body(task);
  }

  @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
  Task change(@PathVariable String id, @RequestBody JsonNode body) {
    return tasks.change(TaskId.inUsualForm(id), TaskInput.read(body, false));
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Void> delete(@PathVariable String id) {
    tasks.delete(TaskId.inUsualForm(id));
    return ResponseEntity.noContent().build();
  }
}
