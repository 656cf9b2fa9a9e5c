//! `cargo xtask sbom`: what the program is made of, in the form of `CycloneDX`; nothing in it depends on the day or the
//! machine.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::{Value, json};

use crate::process::{cargo, root};
use crate::{Outcome, say};

/// Prints the list of everything that is compiled into the program, for all systems it runs on.
pub(crate) fn print() -> Outcome {
    let metadata = cargo(&["metadata", "--format-version", "1", "--locked"])?.output()?;
    if !metadata.status.success() {
        return Err(String::from_utf8_lossy(&metadata.stderr).into());
    }
    let lock = fs::read_to_string(root()?.join("Cargo.lock"))?;
    let list = compose(&serde_json::from_slice(&metadata.stdout)?, &checksums(&lock), "leitai")?;
    say(serde_json::to_string_pretty(&list)?);
    Ok(())
}

/// The SHA-256 of packages, by name and version.
fn checksums(lock: &str) -> BTreeMap<(&str, &str), &str> {
    let value = |package: &'_ str, key: &str| -> Option<(usize, usize)> {
        let start = package.find(&format!("{key} = \""))? + key.len() + 4;
        Some((start, start + package[start..].find('"')?))
    };
    let packages = lock.split("[[package]]").skip(1).filter_map(|package| {
        let text = |key| value(package, key).map(|(start, end)| &package[start..end]);
        Some(((text("\nname")?, text("\nversion")?), text("\nchecksum")?))
    });
    packages.collect()
}

/// What cargo knows of the packages, as a list of what one of them is made of.
fn compose(metadata: &Value, checksums: &BTreeMap<(&str, &str), &str>, program: &str) -> Outcome<Value> {
    let rows = |list: &'_ Value| list.as_array().cloned().unwrap_or_default();
    let packages: BTreeMap<String, Value> =
        rows(&metadata["packages"]).into_iter().map(|package| (text(&package["id"]), package)).collect();
    let needs: BTreeMap<String, BTreeSet<String>> =
        rows(&metadata["resolve"]["nodes"]).iter().map(|node| (text(&node["id"]), compiled_in(node))).collect();
    let own = packages.values().find(|package| package["name"] == program).ok_or("the program is no package")?;
    let mut wanted = vec![text(&own["id"])];
    let mut used = BTreeSet::new();
    while let Some(id) = wanted.pop() {
        if used.insert(id.clone()) {
            wanted.extend(needs.get(&id).into_iter().flatten().cloned());
        }
    }
    let mut components: Vec<Value> =
        used.iter().filter(|id| **id != text(&own["id"])).map(|id| component(&packages[id], checksums)).collect();
    components.sort_by_key(|component| text(&component["purl"]));
    let of = |id: &String| json!(address(&packages[id]));
    let mut links: Vec<Value> = used
        .iter()
        .map(|id| json!({"ref": of(id), "dependsOn": needs[id].iter().map(of).collect::<Vec<_>>()}))
        .collect();
    links.sort_by_key(|link| text(&link["ref"]));
    let mut application = component(own, checksums);
    application["type"] = json!("application");
    Ok(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": application},
        "components": components,
        "dependencies": links,
    }))
}

/// The packages that one needs when it runs, not only to be built or tested.
fn compiled_in(node: &Value) -> BTreeSet<String> {
    let is_normal = |need: &&Value| {
        need["dep_kinds"].as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind["kind"].is_null()))
    };
    let needs = node["deps"].as_array().into_iter().flatten().filter(is_normal);
    needs.map(|need| text(&need["pkg"])).collect()
}

fn component(package: &Value, checksums: &BTreeMap<(&str, &str), &str>) -> Value {
    let (name, version) = (text(&package["name"]), text(&package["version"]));
    // An old way to write it.
    let license = text(&package["license"]).replace('/', " OR ");
    let mut component = json!({
        "type": "library",
        "bom-ref": address(package),
        "name": name,
        "version": version,
        "licenses": [{"expression": license}],
        "purl": address(package),
    });
    if let Some(checksum) = checksums.get(&(name.as_str(), version.as_str())) {
        component["hashes"] = json!([{"alg": "SHA-256", "content": checksum}]);
    }
    component
}

fn address(package: &Value) -> String {
    format!("pkg:cargo/{}@{}", text(&package["name"]), text(&package["version"]))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    //! A list is printed for programs, so its form is what matters.

    use super::*;

    #[test]
    fn the_list_has_what_is_compiled_in_with_licences_and_checksums_and_nothing_else() -> Outcome {
        let lock = "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nsource = \"x\"\nchecksum = \"00ff\"\n";
        let metadata = json!({
            "packages": [
                {"id": "p", "name": "leitai", "version": "0.1.0", "license": "MIT"},
                {"id": "a", "name": "a", "version": "1.0.0", "license": "MIT/Apache-2.0"},
                {"id": "t", "name": "only-tests", "version": "2.0.0", "license": "MIT"},
            ],
            "resolve": {"nodes": [
                {"id": "p", "deps": [
                    {"pkg": "a", "dep_kinds": [{"kind": "dev"}, {"kind": null}]},
                    {"pkg": "t", "dep_kinds": [{"kind": "dev"}]},
                ]},
                {"id": "a", "deps": []},
                {"id": "t", "deps": []},
            ]},
        });
        let list = compose(&metadata, &checksums(lock), "leitai")?;
        let parts = json!([{
            "type": "library",
            "bom-ref": "pkg:cargo/a@1.0.0",
            "name": "a",
            "version": "1.0.0",
            "licenses": [{"expression": "MIT OR Apache-2.0"}],
            "purl": "pkg:cargo/a@1.0.0",
            "hashes": [{"alg": "SHA-256", "content": "00ff"}],
        }]);
        assert_eq!(list["components"], parts);
        let links = json!([
            {"ref": "pkg:cargo/a@1.0.0", "dependsOn": []},
            {"ref": "pkg:cargo/leitai@0.1.0", "dependsOn": ["pkg:cargo/a@1.0.0"]},
        ]);
        assert_eq!(list["dependencies"], links);
        Ok(())
    }
}
