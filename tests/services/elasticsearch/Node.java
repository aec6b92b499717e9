import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.plugins.PluginsLoader;

/** One Elasticsearch node for tests, until its standard input is closed: java Node HOME DATA HTTP_PORT */
public class Node {
  public static void main(String[] args) throws Exception {
    Path home = Path.of(args[0]);
    Settings settings = Settings.builder()
        .put("path.home", home).put("path.data", args[1]).put("cluster.name", "test").put("node.name", "test")
        .put("network.host", "127.0.0.1").put("http.port", args[2]).put("transport.port", 0)
        .put("http.type", "netty4").put("transport.type", "netty4").put("discovery.type", "single-node")
        .put("cluster.routing.allocation.disk.threshold_enabled", false).build();
    LogConfigurator.registerErrorListener();
    LogConfigurator.configureWithoutConfig(settings);
    Environment environment = new Environment(settings, home.resolve("config"));
    PluginsLoader modules = PluginsLoader.createPluginsLoader(
        PluginsLoader.loadModulesBundles(environment.modulesDir()), Set.of(), Map.of(), false);
    var node = new org.elasticsearch.node.Node(environment, modules);
    node.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      try { node.prepareForClose(); node.close(); } catch (Exception e) { e.printStackTrace(); }
    }));
    while (System.in.read() != -1);
    System.exit(0);
  }
}
